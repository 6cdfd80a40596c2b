/** What an operator may set: settings and limits as validated records, read from one YAML file and the environment. */
@org.jspecify.annotations.NullMarked
package fr.preau.config;
