package store

// specialFiles makes what is neither file nor folder: Windows has no such names
// in a folder.
func specialFiles() map[string]func(path string) error { return nil }
