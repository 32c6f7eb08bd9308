// Package pdf writes tagged PDF files of pages with text, lines and areas: text in TrueType
// fonts of which only the shapes that are used go into the file, and the tree of what it
// all means, for those who listen. The same calls give the same bytes.
package pdf
