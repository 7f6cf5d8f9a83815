package io.agentmaintenance.adapter.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several texts in one: each ends with a comma; in a text, a comma and a backslash have a backslash before them. */
final class Texts {
    private Texts() {}

    static String joined(List<String> texts) {
        return texts.stream()
                .map(text -> text.replace("\\", "\\\\").replace(",", "\\,") + ",")
                .collect(Collectors.joining());
    }

    static List<String> split(String joined) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < joined.length(); i++) {
            char c = joined.charAt(i);
            if (c == ',') {
                texts.add(text.toString());
                text.setLength(0);
            } else {
                text.append(c == '\\' ? joined.charAt(++i) : c);
            }
        }
        return List.copyOf(texts);
    }
}
