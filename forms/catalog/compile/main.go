// Command compile makes compiled.bin and the JSON Schemas from the YAML files of the
// catalogue. It is run by go generate ./forms/catalog, in that folder.
package main

import (
	"fmt"
	"os"
	"path/filepath"

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
	lib, data, faults, err := catalog.Compile(os.DirFS("."))
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
	for _, kind := range []string{catalog.FormFile, catalog.ProgrammeFile} {
		schema, err := catalog.Schema(kind, lib, lang.English)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join("schema", catalog.SchemaName(kind)), schema, 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile("compiled.bin", data, 0o644)
}
