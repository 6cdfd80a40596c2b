package fr.preau.tests.faults;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.tests.world.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Breaks a hub in ways in which its own code could be broken, from inside the database, where the hub cannot notice it. For
 * some deliveries only, so that all the others go on as they should; switched on by each test for one.
 */
enum Saboteur {
    /** What was taken goes back into the queue, as if nobody had written down that it was sent. */
    SENDS_TWICE("""
            create function sabotage() returns trigger language plpgsql as $$
            begin
                if new.id % 50 = 7 and new.attempt = 1 and new.state in ('submitted', 'delivered', 'unknown') then
                    new.state := 'pending'; new.due_at := now(); new.provider_id := null;
                end if;
                return new;
            end $$;
            drop trigger delivery_forward on delivery;
            create trigger sabotage before update on delivery for each row execute function sabotage()
            """),

    /** A claim is lost: it looks as if a worker had it, and none does, for ever. */
    LOSES_A_CLAIM("""
            create function sabotage() returns trigger language plpgsql as $$
            begin
                if new.id % 50 = 7 and old.state = 'sending' then
                    new.state := 'sending'; new.lease_until := 'infinity';
                end if;
                return new;
            end $$;
            create trigger sabotage before update on delivery for each row execute function sabotage()
            """),

    /** A later, lesser report turns a state back, and it stays so. */
    TURNS_BACK("""
            create function sabotage() returns trigger language plpgsql as $$
            begin
                if new.id % 50 = 7 and (old.state = 'unknown' or new.state = 'delivered') then
                    new.state := 'unknown';
                end if;
                return new;
            end $$;
            drop trigger delivery_forward on delivery;
            create trigger sabotage before update on delivery for each row execute function sabotage()
            """),

    /** What was taken is written down as refused, and no report changes that. */
    CALLS_IT_REFUSED("""
            create function sabotage() returns trigger language plpgsql as $$
            begin
                if new.id % 50 = 7 and (old.state = 'failed' or new.state in ('submitted', 'delivered')) then
                    new.state := 'failed';
                end if;
                return new;
            end $$;
            create trigger sabotage before update on delivery for each row execute function sabotage()
            """),

    /** Deliveries disappear before anybody sees them. */
    FORGETS("""
            create function sabotage() returns trigger language plpgsql as $$
            begin
                return case when new.id % 50 = 7 then null else new end;
            end $$;
            create trigger sabotage before insert on delivery for each row execute function sabotage()
            """);

    private final String sql;

    Saboteur(String sql) {
        this.sql = sql;
    }

    /** Goes to work. */
    void at(DatabaseAddress database) throws SQLException {
        try (Connection connection = Databases.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
