package fr.preau.hub.ground;

/**
 * What one server says about itself.
 *
 * @param host which one
 * @param recovering whether it is a standby
 * @param timeline the primary's timeline, which each promotion makes higher; 0 for a standby
 * @param replayed how far a standby has come, in bytes of the log; 0 for a primary
 * @param caughtUp whether a standby has replayed all that it received
 * @param unconfirmed whether commits have waited for a standby for more than 5 s
 */
record HostAnswer(
        DatabaseAddress host,
        boolean recovering,
        long timeline,
        long replayed,
        boolean caughtUp,
        boolean unconfirmed) {}
