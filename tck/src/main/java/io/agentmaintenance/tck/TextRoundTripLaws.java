package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.invocation;
import static io.agentmaintenance.tck.Invocations.later;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.Worker;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws that a read invocation has the texts of the stored one: messages and names. */
abstract class TextRoundTripLaws extends RepositoryLaws {
    TextRoundTripLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("messages of 5,000 characters, of any script, and of characters that are often damaged")
    void messages() {
        String rocket = "\ud83d\ude80";
        List<String> messages = List.of(
                "x".repeat(Progress.MAX_MESSAGE),
                "\u6f22".repeat(Progress.MAX_MESSAGE),
                rocket.repeat(Progress.MAX_MESSAGE / 2),
                "  leading and trailing blanks, \t tab, \r\n lines \n ",
                "'; DROP TABLE invocations; -- \" \\ % _ ? ${x} {0} <b>&amp;",
                "e\u0301 is not \u00e9, \u0130\u0131 have no case, \u05d0\u05d1\u05d2 runs to the left");
        for (int i = 0; i < messages.size(); i++) {
            Invocation task = given(install("t-" + i, "web-" + i), InvocationStatus.RUNNING);
            assertStored(given(task.fail(later(task), messages.get(i), null)));
        }
    }

    @Test
    @DisplayName("texts of the domain in which it has replaced what no database keeps: U+0000 and half of a pair")
    void replacedCharacters() {
        String texts = "a\u0000b \ud83d half, \ude80 half, \ud83d\ude80 whole";
        InstanceProfile profile =
                new InstanceProfile(InstanceId.of("web-1"), texts, InstanceType.ECS, List.of("10.0.0.1"), List.of());
        Invocation task = given(invocation("t-1", "replaced")
                .instance(profile)
                .requestedBy(Actor.caller(texts))
                .build());
        assertStored(task);
        Invocation running = given(task.start(later(task)));
        Invocation failed = given(running.fail(later(running), texts, null));

        assertStored(failed);
        assertThat(failed.progress().message()).startsWith("a\ufffdb").doesNotContain("\u0000");
    }

    @Test
    @DisplayName("the caller that requested a task, and the worker that began it, in every later state")
    void whoAskedAndWhoBegan() {
        List<Actor> callers = List.of(
                Actor.unknownCaller(),
                Actor.caller("n".repeat(Actor.MAX_NAME)),
                Actor.caller("M\u00fcller, \u6f22 \ud83d\ude80 '; -- "),
                Actor.worker(new Worker("w", 0)),
                Actor.supervision());
        List<Worker> workers =
                List.of(new Worker("p".repeat(Worker.MAX_PROCESS), Long.MAX_VALUE), new Worker("_.-", 0));
        for (int i = 0; i < callers.size(); i++) {
            Invocation task = given(
                    invocation("t-" + i, "web-" + i).requestedBy(callers.get(i)).build());
            assertStored(task);
            Invocation running = given(task.start(later(task), workers.get(i % 2)));
            assertStored(running);
            assertStored(given(running.succeed(later(running))));
        }
        Invocation unknown = given(install("t", "web"));
        assertStored(given(unknown.start(later(unknown), null)));
    }
}
