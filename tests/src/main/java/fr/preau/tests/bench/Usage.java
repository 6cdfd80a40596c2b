package fr.preau.tests.bench;

import fr.preau.tests.measure.HubProcess;
import java.io.IOException;
import java.sql.SQLException;

/**
 * What a hub and its PostgreSQL have used so far.
 *
 * @param hub processor seconds of the hub
 * @param database processor seconds of PostgreSQL, all its processes that live
 * @param transactions of the database, of which each lone statement is one
 */
public record Usage(double hub, double database, long transactions) {

    public static Usage of(HubProcess hub, Missed database) throws IOException, SQLException {
        double postgres = 0;
        for (ProcessHandle child : hub.children()) {
            try {
                postgres += Children.cpu(child.pid());
            } catch (IOException gone) {
                continue; // it ended between the list and the look
            }
        }
        return new Usage(Children.cpu(hub.pid()), postgres, database.transactions());
    }

    public Usage since(Usage before) {
        return new Usage(hub - before.hub, database - before.database, transactions - before.transactions);
    }
}
