// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modkit.runtime.fact.Step;

/** The simulation is worth its time if it notices when the planner is wrong. Here the planner is wrong on purpose. */
class PlantedDefectsTest {
    private static final int HISTORIES = 300;

    @ParameterizedTest(name = "{0}")
    @EnumSource(Defect.class)
    void isNoticedByTheSimulation(Defect defect) {
        for (long seed = 0; seed < HISTORIES; seed++) {
            try {
                Simulation.play(seed, defect.parts.get(), null);
            } catch (AssertionError | RuntimeException e) {
                return;
            }
        }
        assertThat(defect)
                .as("defect that went unnoticed in %d histories", HISTORIES)
                .isNull();
    }

    /** What is wrong with the planner. */
    enum Defect {
        POST_INIT_DOES_NOT_WAIT_FOR_THE_INITS(wave(number -> new Wave(number) {
            @Override
            boolean bars(Node node, int level) {
                return !node.offer.system() && super.bars(node, level);
            }
        })),
        USERS_DO_NOT_WAIT_FOR_SYSTEMS(wave(number -> new Wave(number) {
            @Override
            boolean bars(Node node, int level) {
                return node.offer.system() && super.bars(node, level);
            }
        })),
        ONE_WHO_LEAVES_STILL_HOLDS_UP_THE_WAVE(wave(number -> new Wave(number) {
            @Override
            void moved(Node node, int before, int after) {
                if (!node.withdrawn) {
                    super.moved(node, before, after);
                }
            }
        })),
        A_FAILED_NEED_IS_IGNORED(targets(nodes -> new Targets(nodes) {
            @Override
            int allowed(Node node, int need) {
                return node.providers[need].failure != null ? Levels.TOP : super.allowed(node, need);
            }
        })),
        AN_OPTIONAL_NEED_IS_REQUIRED(targets(nodes -> new Targets(nodes) {
            @Override
            int allowed(Node node, int need) {
                return node.fits(need) ? node.providers[need].target : 0;
            }
        })),
        ANY_VERSION_WILL_DO(targets(nodes -> new Targets(nodes) {
            @Override
            int allowed(Node node, int need) {
                return node.required[need] ? node.providers[need].target : super.allowed(node, need);
            }
        })),
        THE_FIRST_STOPS_FIRST(planner(nodes -> new Planner(nodes) {
            @Override
            Due leaving(Node node, int level) {
                return new Due(node, level, 0, -node.passed[level]);
            }
        })),
        A_STEP_BEGINS_WHILE_ONE_IS_UNDER_WAY(planner(nodes -> new Planner(nodes) {
            @Override
            boolean isBusy(Node node) {
                return node.inFlight != null && node.begun <= node.target;
            }
        })),
        DEPENDENTS_ARE_IGNORED_ON_THE_WAY_DOWN(planner(nodes -> new Planner(nodes) {
            @Override
            boolean mayLeave(Node node, int level) {
                return true;
            }
        })),
        NEEDS_ARE_IGNORED_ON_THE_WAY_UP(planner(nodes -> new Planner(nodes) {
            @Override
            boolean mayEnter(Node node, int level) {
                return true;
            }
        })),
        SYSTEMS_GO_BEFORE_WHAT_THEY_NEED(waves((nodes, parts) -> new Waves(nodes, parts) {
            @Override
            int[] order(List<Node> members) {
                return IntStream.of(super.order(members))
                        .boxed()
                        .sorted((a, b) -> Boolean.compare(
                                members.get(b).offer.system(),
                                members.get(a).offer.system()))
                        .mapToInt(i -> i)
                        .toArray();
            }
        })),
        AN_OPTIONAL_NEED_CLOSES_A_CIRCLE(waves((nodes, parts) -> new Waves(nodes, parts) {
            @Override
            boolean reaches(Node from, Node to) {
                return false;
            }
        })),
        ANY_OPTIONAL_NEED_RESTARTS(waves((nodes, parts) -> new Waves(nodes, parts) {
            @Override
            boolean wants(Node needer, int need) {
                return needer.offer.needs().get(need).optional() && !needer.bound[need];
            }
        })),
        A_FAILED_PHASE_IS_NOT_UNDONE(steps((nodes, ledger) -> new Steps(nodes, ledger) {
            @Override
            void ended(Node node, boolean good) {
                super.ended(node, good);
                node.begun = node.reached;
            }
        })),
        A_RUN_GOES_ON_AFTER_ITS_LAST_STEP(steps((nodes, ledger) -> new Steps(nodes, ledger) {
            @Override
            void ended(Node node, boolean good) {
                long run = node.run;
                super.ended(node, good);
                node.run = run;
            }
        })),
        A_TWIN_DOES_NOT_TAKE_OVER(nodes((ledger, parts) -> new Nodes(ledger, parts) {
            @Override
            void promote(Node node) {
                node.twins.clear();
            }
        })),
        A_RESTART_DOES_NOT_GO_DOWN(nodes((ledger, parts) -> new Nodes(ledger, parts) {
            @Override
            void ground(Node node) {
                retarget(node);
            }
        })),
        A_HOST_DOES_NOT_WAIT_FOR_ITS_GUESTS(doors((nodes, ledger) -> new Doors(nodes, ledger) {
            @Override
            boolean lingers(Node node) {
                return false;
            }
        })),
        WHAT_A_HOST_REQUIRES_WAITS_FOR_IT(doors((nodes, ledger) -> new Doors(nodes, ledger) {
            @Override
            int passable(Node node) {
                return 0;
            }
        })),
        GUESTS_ARE_NOT_GIVEN_TO_THE_NEXT_HOST(doors((nodes, ledger) -> new Doors(nodes, ledger) {
            @Override
            int arriving(Node guest) {
                return 0;
            }
        })),
        WHAT_A_HOST_STANDS_ON_GOES_DOWN_BEFORE_IT(doors((nodes, ledger) -> new Doors(nodes, ledger) {
            @Override
            boolean mustDetach(Node guest) {
                return false;
            }
        })),
        A_LATE_ANSWER_COUNTS(steps((nodes, ledger) -> new Steps(nodes, ledger) {
            @Override
            boolean awaits(Node node, Step step) {
                return node.inFlight != null;
            }
        }));

        private final Supplier<Watched> parts;

        Defect(Supplier<Watched> parts) {
            this.parts = parts;
        }

        private static Supplier<Watched> wave(LongFunction<Wave> wrong) {
            return () -> new Watched() {
                @Override
                Wave barriers(long number) {
                    return wrong.apply(number);
                }
            };
        }

        private static Supplier<Watched> targets(Function<Nodes, Targets> wrong) {
            return () -> new Watched() {
                @Override
                Targets targets(Nodes nodes) {
                    return wrong.apply(nodes);
                }
            };
        }

        private static Supplier<Watched> planner(Function<Nodes, Planner> wrong) {
            return () -> new Watched() {
                @Override
                Planner planner(Nodes nodes) {
                    return wrong.apply(nodes);
                }
            };
        }

        private static Supplier<Watched> waves(BiFunction<Nodes, Parts, Waves> wrong) {
            return () -> new Watched() {
                @Override
                Waves waves(Nodes nodes) {
                    return wrong.apply(nodes, this);
                }
            };
        }

        private static Supplier<Watched> steps(BiFunction<Nodes, Ledger, Steps> wrong) {
            return () -> new Watched() {
                @Override
                Steps steps(Nodes nodes, Ledger ledger) {
                    return wrong.apply(nodes, ledger);
                }
            };
        }

        private static Supplier<Watched> doors(BiFunction<Nodes, Ledger, Doors> wrong) {
            return () -> new Watched() {
                @Override
                Doors doors(Nodes nodes, Ledger ledger) {
                    return wrong.apply(nodes, ledger);
                }
            };
        }

        private static Supplier<Watched> nodes(BiFunction<Ledger, Parts, Nodes> wrong) {
            return () -> new Watched() {
                @Override
                Nodes world(Ledger ledger) {
                    return wrong.apply(ledger, this);
                }
            };
        }
    }
}
