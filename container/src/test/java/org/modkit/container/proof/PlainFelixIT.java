// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.proof;

import org.junit.runner.RunWith;
import org.junit.runners.Suite;

/** The proof in a plain Felix; a suite, because what is left of it can only be looked for afterwards. */
@RunWith(Suite.class)
@Suite.SuiteClasses({BundlesComeAndGo.class, NothingIsLeft.class})
public class PlainFelixIT {}
