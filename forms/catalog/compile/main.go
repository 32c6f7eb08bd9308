// Command compile makes compiled.bin from the YAML files of the catalogue. It is
// run by go generate ./forms/catalog, in that folder.
package main

import (
	"fmt"
	"os"

	"pairbook/forms/catalog"
	"pairbook/forms/lang"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "compile:", err)
		os.Exit(1)
	}
}

func run() error {
	_, data, faults, err := catalog.Compile(os.DirFS("."))
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		w, err := lang.Load(lang.English)
		if err != nil {
			return err
		}
		for _, f := range faults {
			fmt.Fprintln(os.Stderr, f.Say(w))
		}
		return fmt.Errorf("faults in the form files: %d", len(faults))
	}
	return os.WriteFile("compiled.bin", data, 0o644)
}
