// SPDX-License-Identifier: Apache-2.0
/** Lesson 7: a module with a REST resource. */
package org.modkit.samples.hello.rest;
