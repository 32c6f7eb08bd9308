// Package lang gives every text, plural, list, date and time of the program in the reader's language.
//
// A language is data only: a folder messages/<code> with what we write and a file vocabulary/<code>.yaml with the date
// and time words we understand. Adding a language means adding those files; no code names a language but [English],
// which is the one we fall back to, and [Swedish] and [French], which tests and callers use as handy names.
package lang
