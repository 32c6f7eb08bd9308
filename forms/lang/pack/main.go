// Command pack makes the packed messages from the YAML files of every language. It is run by go generate ./forms/lang, in
// that folder.
package main

import (
	"fmt"
	"os"

	"pairbook/forms/lang"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func run() error {
	packed, err := lang.Pack(os.DirFS("."))
	if err != nil {
		return err
	}
	return os.WriteFile("packed.txt", packed, 0o644)
}
