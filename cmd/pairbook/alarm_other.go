//go:build !linux

package main

import "time"

// alarm is for Linux: elsewhere Go wakes up in time by itself.
type alarm struct{}

func newAlarm() *alarm { return nil }

func (a *alarm) ring(time.Duration) {}

func (a *alarm) end() {}
