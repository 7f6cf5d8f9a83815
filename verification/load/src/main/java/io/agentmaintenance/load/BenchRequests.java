package io.agentmaintenance.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The requests for comparing servers: batch-create with new ids in every request, and pages of the list. The ids have the form
 * and length of real server ids.
 */
final class BenchRequests {
    static final String TOKEN = "t".repeat(256);

    private static final String FIELDS =
            " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Auth-Token: " + TOKEN + "\r\nAccept: application/json\r\n";

    private BenchRequests() {}

    /**
     * {@return requests to install on servers with new ids}
     *
     * @param items the number of servers per request, 1 to 100
     * @param run a number that is unique for this run, 0 to 65,535
     */
    static Requests creating(int items, int run) {
        String ids = IntStream.rangeClosed(1, items)
                .mapToObj(k -> String.format("\"@@@@@@@@-%04x-4138-89fa-%012x\"", run, k))
                .collect(Collectors.joining(","));
        String body =
                "{\"instance_ids\":[" + ids + "],\"invocation_type\":\"INSTALL\",\"invocation_target\":\"telescope\","
                        + "\"version_type\":\"BASIC_VERSION\",\"origin\":\"CES\"}";
        byte[] template = request("POST", "/v3/bench" + items + "/agent-invocations/batch-create", body);
        int[] places = places(template, items);
        return new Requests() {
            private int counter;

            @Override
            public ByteBuffer next() {
                byte[] request = template.clone();
                byte[] number = HexFormat.of().toHexDigits(++counter).getBytes(US_ASCII);
                for (int place : places) {
                    System.arraycopy(number, 0, request, place, number.length);
                }
                return ByteBuffer.wrap(request);
            }
        };
    }

    /**
     * {@return requests for one page, repeated without end}
     *
     * @param project the project
     * @param query the query, without the question mark
     */
    static Requests listing(String project, String query) {
        byte[] request = request("GET", "/v3/" + project + "/agent-invocations?" + query, "");
        return () -> ByteBuffer.wrap(request);
    }

    static byte[] request(String method, String target, String body) {
        String entity =
                body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
        return (method + " " + target + FIELDS + entity + "\r\n" + body).getBytes(US_ASCII);
    }

    private static int[] places(byte[] template, int items) {
        int[] places = new int[items];
        int found = 0;
        for (int i = 0; found < items; i++) {
            if (template[i] == '@') {
                places[found++] = i;
                i += 7;
            }
        }
        return places;
    }
}
