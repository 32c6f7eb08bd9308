// Command pairbook is the workbook of a mentor–mentee pair in the terminal.
// Without a command it opens the app; its commands do the same from a script.
//
// Nothing is decided here that forms, store or tui should decide: this package
// finds the book, joins the others, and says in words what happened.
package main

import (
	"context"
	"os"
	"time"

	"github.com/spf13/cobra"
)

func main() {
	noCore()
	cobra.MousetrapHelpText = "" // a double click on Windows opens the app
	m := Main{
		Args:   os.Args[1:],
		Env:    os.Getenv,
		Stdin:  os.Stdin,
		Stdout: os.Stdout,
		Stderr: os.Stderr,
		Now:    time.Now,
		Size:   terminalSize,
	}
	os.Exit(m.Run(context.Background()))
}
