/** Maintenance rules of a host, with their tests. */
@NullMarked
package com.example.rules;

import org.jspecify.annotations.NullMarked;
