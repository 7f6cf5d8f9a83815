/** A host as a platform team writes it. */
@NullMarked
package com.example.platform;

import org.jspecify.annotations.NullMarked;
