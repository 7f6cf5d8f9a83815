/** A program that maintains agents, with its tasks in a folder: the smallest host of the library. */
package com.example.agents;
