/** Two adapters: {@link com.example.maintenance.MapInvocationRepository} and {@link com.example.maintenance.FleetExecutor}. */
@NullMarked
package com.example.maintenance;

import org.jspecify.annotations.NullMarked;
