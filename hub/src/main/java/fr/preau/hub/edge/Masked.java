package fr.preau.hub.edge;

/** An address as its owner recognises it and nobody else can use it. */
public final class Masked {
    private Masked() {}

    /** The first letter and the domain of a mailbox: {@code c…@exemple.fr}. */
    public static String email(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 ? "…" : address.substring(0, 1) + "…" + address.substring(at);
    }

    /** The last two digits of a telephone: {@code … 12}. */
    public static String telephone(String number) {
        return number.length() < 4 ? "…" : "… " + number.substring(number.length() - 2);
    }

    /** An address of a route, by the route's code. */
    public static String of(String route, String address) {
        return route.equals("email") ? email(address) : telephone(address);
    }
}
