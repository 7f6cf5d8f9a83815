package io.agentmaintenance.adapter.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/** When a request was signed. Documented: the header, its form, that it must be signed, and the limit of 15 minutes. */
final class SignatureDate {
    static final String NAME = "x-sdk-date";
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int LENGTH = "20261123T080000Z".length();
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private SignatureDate() {}

    /** The date as the request spells it, if it is signed and at most 15 minutes before or after now. */
    static String of(ApiRequest request, SignatureHeader header, Clock clock) throws SignatureRefusal {
        List<String> values = request.headers().all(NAME);
        if (values.size() != 1 || !header.signedHeaders().contains(NAME)) {
            throw new SignatureRefusal("X-Sdk-Date is missing, repeated or not signed");
        }
        String value = values.get(0).trim();
        Duration skew = Duration.between(parse(value).toInstant(ZoneOffset.UTC), clock.instant());
        if (skew.abs().compareTo(LIMIT) > 0) {
            throw new SignatureRefusal("X-Sdk-Date is more than 15 minutes off");
        }
        return value;
    }

    private static LocalDateTime parse(String value) throws SignatureRefusal {
        try {
            if (value.length() == LENGTH) { // The pattern would accept a year with more digits or a sign.
                return LocalDateTime.parse(value, FORM);
            }
        } catch (DateTimeException e) {
            // Reported below, without the value.
        }
        throw new SignatureRefusal("X-Sdk-Date is not of the form YYYYMMDDTHHMMSSZ");
    }
}
