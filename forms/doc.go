// Package forms is the domain of pairbook: what is asked, of whom, what an
// answer means, what is left and what comes next. It is pure: it reads no
// clock, no disk and no terminal.
//
// A Form is a template made of Sections of Fields. A Sheet is a form being
// filled in by a pair. Every answer is a Value at an Address, said in a Voice.
// A change of an answer is a Revision; the revisions nobody has replaced are
// the Heads of an address, and a Record holds the heads of one pair.
package forms
