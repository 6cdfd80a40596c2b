package fr.preau.config;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A block of addresses such as {@code 10.0.0.0/8} or {@code fd00::/8}. IPv4 addresses written as IPv6
 * ({@code ::ffff:10.0.0.1}) count as IPv4, as the JDK reads them.
 *
 * @param network any address of the block
 * @param prefix how many leading bits belong to the block, 0 to 32 or 0 to 128
 */
public record Cidr(InetAddress network, int prefix) {
    public Cidr {
        if (prefix < 0 || prefix > network.getAddress().length * 8) {
            throw new IllegalArgumentException("prefix of " + network.getHostAddress() + ": " + prefix);
        }
    }

    /** Reads a block; a bare address is a block of one. Names are never looked up. Empty if the text is no block. */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress network = InetAddress.ofLiteral(host);
            int widest = network.getAddress().length * 8;
            int prefix = slash < 0 ? widest : Integer.parseInt(text.substring(slash + 1));
            return prefix < 0 || prefix > widest ? Optional.empty() : Optional.of(new Cidr(network, prefix));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the address lies in this block; an address of the other family never does. */
    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit += 8) {
            int kept = Math.min(8, prefix - bit);
            int mask = 0xff << (8 - kept) & 0xff;
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #contains(InetAddress)}, for an address written as digits; anything else is not contained. */
    public boolean contains(String literal) {
        try {
            return contains(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }
}
