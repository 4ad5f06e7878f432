// Calls one of the official clients for the runner. The README of test/clients describes the lines that it reads and writes.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"runtime/debug"
)

// Request is a line of the runner.
type Request struct {
	Action             string
	Params             json.RawMessage
	Key                struct{ ID, Secret, Token string }
	Endpoint, Protocol string
	CA                 string
	Retries            *int
}

// Unsupported says that the client has no such action or parameter.
type Unsupported string

func (err Unsupported) Error() string { return string(err) }

// Report is what the client's error says in the fields that are for it.
type Report struct {
	Class      string  `json:"class"`
	Code       *string `json:"code"`
	Status     *int    `json:"status"`
	Message    string  `json:"message"`
	RetryAfter *int64  `json:"retryAfter"`
}

// Client calls an action and returns the typed answer.
type Client struct {
	call   func(Request) (any, error)
	report func(error) Report
}

var clients = map[string]Client{
	"github.com/aliyun/alibaba-cloud-sdk-go":     {callLegacy, reportLegacy},
	"github.com/alibabacloud-go/ecs-20140526/v7": {callTea, reportTea},
}

func installedVersion(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return dependency.Version
		}
	}
	return ""
}

func answer(client Client, line []byte) map[string]any {
	var request Request
	if err := json.Unmarshal(line, &request); err != nil {
		panic(err)
	}
	body, err := client.call(request)
	if unsupported, ok := err.(Unsupported); ok {
		return map[string]any{"unsupported": unsupported}
	}
	if err != nil {
		return map[string]any{"error": client.report(err)}
	}
	return map[string]any{"body": namedValues(body)}
}

func main() {
	name := os.Args[1]
	out := json.NewEncoder(os.Stdout)
	out.Encode(map[string]string{"client": name, "version": installedVersion(name)})
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		out.Encode(answer(clients[name], line))
	}
}
