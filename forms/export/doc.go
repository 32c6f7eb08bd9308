// Package export turns a sheet into a document for one reader, and a document
// into text, Markdown, HTML and JSON, PDF, DOCX and ODT. The pair's lists it writes as
// CSV and XLSX.
//
// Build decides what is said and to whom: what a reader may not read never gets
// into the Document, so no format can let it out. A Document carries meaning (a
// question, its number, whose answer, a table, a signature), never layout; what a
// format makes of that is its own affair. Every text in it is free of control
// characters, and the only day in it is the pair's own, so that the same answers
// always give the same bytes.
package export
