/** An application that maintains agents of its own servers: a table of servers, a table of jobs, and settings. */
package com.example.fleet;
