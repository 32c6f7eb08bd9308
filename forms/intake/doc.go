// Package intake reads a sheet back that was exported as Markdown or JSON and edited by
// hand. It says what the file would change in the book, or why the file is refused; it
// changes nothing itself.
//
// Both readers give a File: what the file says, place by place. The same reader reads
// what the book would export now, for the same audience and in the same language, and
// only where the two differ is there anything to do. So a file that nobody touched
// changes nothing, whatever an answer looks like.
package intake
