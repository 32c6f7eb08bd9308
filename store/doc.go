// Package store keeps the book: one file that holds all that one or more pairs
// have answered. Nothing in it is overwritten: each change is a revision, and the
// revisions nobody has replaced are the heads that a sheet shows.
//
// The promise: when Commit or Draft has returned nil, the words survive a crash,
// a kill and a power cut. If the file is damaged, the book says which answers are
// hit, shows no wrong ones, and overwrites nothing. It is never created in the
// place of a book that has vanished.
//
// A book can have a passphrase: then its keys lie wrapped in it. Setting, changing
// and removing it seals every record anew in a new file, see Book.SetPassphrase. A
// person can have one, too: then their private values lie in an envelope inside the
// record, and are for the others as if they had never been written. Whoever has the
// file and both passphrases reads all; who forgets them reads nothing.
//
// Below lies bbolt, which keeps its own structure safe but trusts the bytes it
// reads. So every access to it goes through guard, every record is sealed (package
// seal), and every failed save is looked at again in a freshly opened file before
// anything is said about it.
package store
