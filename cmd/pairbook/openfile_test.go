package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestAFileIsOpenedOnlyWhereThereIsADesktop(t *testing.T) {
	for _, c := range []struct {
		system string
		env    map[string]string
		want   []string
	}{
		{"linux", map[string]string{"DISPLAY": ":0"}, []string{"xdg-open"}},
		{"freebsd", map[string]string{"WAYLAND_DISPLAY": "wayland-0"}, []string{"xdg-open"}},
		{"linux", nil, nil},
		{"linux", map[string]string{"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, nil},
		{"darwin", nil, []string{"open"}},
		{"darwin", map[string]string{"SSH_TTY": "/dev/ttys001"}, nil},
		{"windows", nil, []string{"rundll32", "url.dll,FileProtocolHandler"}},
	} {
		got, ok := openWith(c.system, func(name string) string { return c.env[name] })
		if ok != (c.want != nil) || ok && !slices.Equal(got, c.want) {
			t.Errorf("%s %v: %v %v, we wanted %v", c.system, c.env, got, ok, c.want)
		}
	}
}

func TestAProgramThatOpensFilesGetsThePathAsItIsOrTellsThatItFailed(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "our $(touch no) & contract.txt")
	if err := os.WriteFile(path, []byte("said"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := startDetached([]string{"cat", path}); err != nil {
		t.Errorf("a program that takes the file fails: %v", err)
	}
	if err := startDetached([]string{"cat", path + " is not there"}); err == nil {
		t.Error("a program that fails is not told of")
	}
	if err := startDetached([]string{filepath.Join(dir, "no such program"), path}); err == nil {
		t.Error("a program that is not there is not told of")
	}
}
