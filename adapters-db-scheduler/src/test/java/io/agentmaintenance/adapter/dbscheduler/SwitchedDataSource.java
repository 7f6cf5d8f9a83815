package io.agentmaintenance.adapter.dbscheduler;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source that gives no connections while a test breaks it. */
final class SwitchedDataSource {
    private final DataSource real;
    private volatile boolean broken;

    SwitchedDataSource(DataSource real) {
        this.real = real;
    }

    void setBroken(boolean to) {
        broken = to;
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (broken && method.getName().equals("getConnection")) {
                        throw new SQLException("broken, with a secret", "08006");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
