package io.agentmaintenance.simulation;

/** What holds in every world, after every step. */
enum Law {
    ONE_ACTIVE("an instance has at most one active invocation"),
    NOTHING_LOST("an invocation that was accepted is there, and comes to an end"),
    ENDS_STAY("a state changes only as the table of transitions allows"),
    TOLD_ONCE("what happens to an invocation is told at most once, and nothing is told that did not happen"),
    ALL_TOLD("where nothing fails unseen, everything that is stored is told"),
    EACH_ITEM_ONCE("a batch answers each item once, in its order"),
    BEGUN_ONCE("work is begun once, and only if the answer to its start allowed it");

    final String sentence;

    Law(String sentence) {
        this.sentence = sentence;
    }
}
