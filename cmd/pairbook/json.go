package main

import (
	"encoding/json"
	"fmt"
)

// jsonSchema is the number of the JSON forms; it rises when a reader of the old
// ones would misunderstand the new.
const jsonSchema = 1

// printJSON prints data for programs, UTF-8 as it stands.
func (r *run) printJSON(v any) error {
	enc := json.NewEncoder(&r.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write the answer as JSON: %w", err)
	}
	return nil
}
