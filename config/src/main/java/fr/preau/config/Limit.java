package fr.preau.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The value that a limit has unless it is set, and the range in which it may be set. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
@interface Limit {
    /** The value unless set. */
    int standard();

    /** The smallest value with which the program still works. */
    int min() default 1;

    /** The largest value that the program can carry, or that the rule behind the limit allows. */
    int max();
}
