package io.agentmaintenance.emulator.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of projects. Documented: the filters, {@code page} from 1, {@code per_page} from 1 to 5,000. An empty parameter
 * counts as absent.
 *
 * @param projects the projects of the page
 * @param page the number of the page
 * @param perPage how many projects a full page has
 * @param isLast whether no project follows
 * @param filters the other parameters of the query, which the links to other pages repeat
 */
record ProjectPage(List<IamProject> projects, int page, int perPage, boolean isLast, String filters) {
    private static final int MAX_PER_PAGE = 5_000;

    static ProjectPage of(List<IamProject> all, Parameters query) throws IamRefusal {
        int page = query.number("page", 1, Integer.MAX_VALUE, 1);
        int perPage = query.number("per_page", 1, MAX_PER_PAGE, MAX_PER_PAGE);
        String name = query.filled("name");
        String domain = query.filled("domain_id");
        // All projects here are enabled and directly below their domain.
        String parent = query.filled("parent_id");
        boolean someMatch =
                !Boolean.FALSE.equals(query.flag("enabled")) && !Boolean.TRUE.equals(query.flag("is_domain"));
        List<IamProject> found = all.stream()
                .filter(project -> someMatch
                        && matches(name, project.name())
                        && matches(domain, project.domain().id())
                        && matches(parent, project.domain().id()))
                .toList();
        String filters = query.without(List.of("page", "per_page"));
        long from = (long) (page - 1) * perPage;
        List<IamProject> projects = found.stream().skip(from).limit(perPage).toList();
        return new ProjectPage(projects, page, perPage, from + perPage >= found.size(), filters);
    }

    /** The query of the next page; null if this is the last one. */
    @Nullable String next() {
        return isLast ? null : query(page + 1);
    }

    /** The query of the previous page; null if this is the first one. */
    @Nullable String previous() {
        return page == 1 ? null : query(page - 1);
    }

    private String query(int number) {
        return filters + "page=" + number + "&per_page=" + perPage;
    }

    private static boolean matches(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }
}
