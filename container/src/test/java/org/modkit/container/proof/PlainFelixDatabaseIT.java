// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.proof;

import org.junit.runner.RunWith;
import org.junit.runners.Suite;

/** The proof of databases in a plain Felix; a suite for the same reason as {@link PlainFelixIT}. */
@RunWith(Suite.class)
@Suite.SuiteClasses({DatabasesComeFirst.class, DatabasesAreLeft.class})
public class PlainFelixDatabaseIT {}
