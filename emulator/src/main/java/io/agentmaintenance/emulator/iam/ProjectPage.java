package io.agentmaintenance.emulator.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of projects. Documented: the filters, {@code page} from 1, {@code per_page} from 1 to 5,000.
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
        String name = query.text("name");
        String domain = query.text("domain_id");
        // All projects here are enabled and directly below their domain.
        String parent = query.text("parent_id");
        boolean any = !Boolean.FALSE.equals(query.flag("enabled")) && !Boolean.TRUE.equals(query.flag("is_domain"));
        List<IamProject> found = all.stream()
                .filter(project -> any
                        && fits(name, project.name())
                        && fits(domain, project.domain().id())
                        && fits(parent, project.domain().id()))
                .toList();
        String filters = query.without(List.of("page", "per_page"));
        long from = (long) (page - 1) * perPage;
        List<IamProject> projects = found.stream().skip(from).limit(perPage).toList();
        return new ProjectPage(projects, page, perPage, from + perPage >= found.size(), filters);
    }

    /** The query of another page; null if there is no such page. */
    @Nullable String next() {
        return isLast ? null : query(page + 1);
    }

    /** The same for the page before. */
    @Nullable String previous() {
        return page == 1 ? null : query(page - 1);
    }

    private String query(int number) {
        return filters + "page=" + number + "&per_page=" + perPage;
    }

    private static boolean fits(@Nullable String asked, String value) {
        return asked == null || asked.equals(value);
    }
}
