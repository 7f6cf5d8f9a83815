package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The canonical form of a request line")
class CanonicalFormTest {
    @Nested
    @DisplayName("of a path")
    class Path {
        @ParameterizedTest(name = "{0} becomes {1}")
        @CsvSource({
            "/, /",
            "/v3, /v3/",
            "/v3/, /v3/",
            "/v3/p/agent-invocations, /v3/p/agent-invocations/",
            "//v3/p, //v3/p/",
            "/v3//p, /v3//p/",
            "/v3/%7Bproject_id%7D/x, /v3/%7Bproject_id%7D/x/",
            "/v3/{project_id}/x, /v3/%7Bproject_id%7D/x/",
            "/v3/%41%7e/x, /v3/A~/x/",
            "/v3/a%2fb, /v3/a%2Fb/",
            "/v3/a%20b+c*d, /v3/a%20b%2Bc%2Ad/",
            "/v3/%C3%A9%ff, /v3/%C3%A9%FF/",
            "/v3/./../x, /v3/./../x/",
            "/v3/a:b@c;d=e, /v3/a%3Ab%40c%3Bd%3De/",
        })
        @DisplayName("equals the examples")
        void pathIsAsInTheExamples(String path, String canonical) throws SignatureRefusal {
            assertThat(CanonicalRequest.path(path)).isEqualTo(canonical);
        }

        @ParameterizedTest(name = "{0} has none")
        @ValueSource(strings = {"/%", "/%4", "/%4/x", "/%zz", "/%-1", "/%+1", "/é", "/a b", "/a\nb", "/%\uFF14\uFF11"})
        @DisplayName("is refused for a broken escape")
        void refusesBrokenEscapes(String path) {
            assertThatThrownBy(() -> CanonicalRequest.path(path)).isInstanceOf(SignatureRefusal.class);
        }
    }

    @Nested
    @DisplayName("of a query")
    class Query {
        @ParameterizedTest(name = "{0} becomes {1}")
        @CsvSource({
            "'', ''",
            "a=1, a=1",
            "b=2&a=1, a=1&b=2",
            "a, a=",
            "a=, a=",
            "a=b=c, a=b%3Dc",
            "=v, =v",
            "a=1&&b=2&, a=1&b=2",
            "a=x%20y, a=x%20y",
            "a=x+y, a=x%20y",
            "a=x%2By, a=x%2By",
            "a=*%7E, a=%2A~",
            "a=%e4%bd%a0, a=%E4%BD%A0",
            "a=%FF%00, a=%FF%00",
            "a=/?:@, a=%2F%3F%3A%40",
            "%61=1, a=1",
            "B=1&a=2&A=3, A=3&B=1&a=2",
            "limit=10&invocation_id=x&offset=0, invocation_id=x&limit=10&offset=0",
            "ab=1&a=2&a-b=3, a=2&a-b=3&ab=1",
            "a=1&a=1, a=1&a=1",
        })
        @DisplayName("equals the examples")
        void queryIsAsInTheExamples(String query, String canonical) throws SignatureRefusal {
            assertThat(CanonicalQuery.spellings(query)).containsExactly(canonical);
        }

        @Test
        @DisplayName("is empty if there is none")
        void isEmptyWithoutAQuery() throws SignatureRefusal {
            assertThat(CanonicalQuery.spellings(null)).containsExactly("");
        }

        @Test
        @DisplayName("has the values of one name sorted, or as the Java SDK sent them")
        void acceptsBothOrdersOfRepeatedNames() throws SignatureRefusal {
            assertThat(CanonicalQuery.spellings("b=0&a=2&a=1")).containsExactly("a=1&a=2&b=0", "a=2&a=1&b=0");
        }

        @Test
        @DisplayName("is sorted after the encoding, or before it as Go and Python do")
        void acceptsSortingBeforeAndAfterEncoding() throws SignatureRefusal {
            assertThat(CanonicalQuery.spellings("a~=1&a%7C=2")).containsExactly("a%7C=2&a~=1");
            assertThat(CanonicalQuery.spellings("a=x&a=%7C")).containsExactly("a=%7C&a=x", "a=x&a=%7C");
            assertThat(CanonicalQuery.spellings("a%7C=1&ax=2")).containsExactly("a%7C=1&ax=2", "ax=2&a%7C=1");
        }
    }
}
