package io.agentmaintenance.adapter.http;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query of a canonical request. Documented: names and values decoded and encoded anew, sorted by name, the values of one
 * name sorted, an equals sign after every name.
 *
 * <p>Clients sort in three ways. They differ only if names have reserved characters or are repeated. All three are accepted:
 * each contains the same parameters, and only the order of the values of one name can differ.
 */
final class CanonicalQuery {
    private static final List<Comparator<Parameter>> ORDERS = List.of(
            comparing(Parameter::name).thenComparing(Parameter::value),
            comparing(Parameter::name), // The Java SDK keeps the order of the values of one name.
            comparing(Parameter::nameBytes).thenComparing(Parameter::valueBytes)); // Go and Python sort, then encode.

    private CanonicalQuery() {}

    /** The spellings that may have been signed, the documented one first; usually there is only one. */
    static Set<String> spellings(@Nullable String query) throws SignatureRefusal {
        List<Parameter> parameters = parameters(query == null ? "" : query);
        Set<String> spellings = new LinkedHashSet<>();
        for (Comparator<Parameter> order : parameters.size() < 2 ? ORDERS.subList(0, 1) : ORDERS) {
            spellings.add(
                    parameters.stream().sorted(order).map(Parameter::toString).collect(Collectors.joining("&")));
        }
        return spellings;
    }

    private static List<Parameter> parameters(String query) throws SignatureRefusal {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                parameters.add(Parameter.of(
                        CanonicalEncoding.decode(equals < 0 ? pair : pair.substring(0, equals), true),
                        CanonicalEncoding.decode(equals < 0 ? "" : pair.substring(equals + 1), true)));
            }
        }
        return parameters;
    }

    /** A parameter, encoded and as bytes. */
    private record Parameter(String name, String value, String nameBytes, String valueBytes) {
        static Parameter of(String name, String value) {
            return new Parameter(CanonicalEncoding.encode(name), CanonicalEncoding.encode(value), name, value);
        }

        @Override
        public String toString() {
            return name + '=' + value;
        }
    }
}
