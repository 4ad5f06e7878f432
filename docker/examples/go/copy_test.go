// A copy that is throttled first. Run it by `go test`. It starts the image, unless EMULATOR_URL is the URL of a running
// emulator.
package example

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	ecs "github.com/alibabacloud-go/ecs-20140526/v7/client"
	"github.com/alibabacloud-go/tea/tea"
	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/wait"
)

type object = map[string]any

// start returns the URL of an emulator: a running one, or one in a container.
func start(t *testing.T) string {
	if url := os.Getenv("EMULATOR_URL"); url != "" {
		return url
	}
	container, err := testcontainers.Run(t.Context(), "copysnapshot-emulator",
		testcontainers.WithExposedPorts("8014/tcp"),
		testcontainers.WithWaitStrategy(wait.ForHTTP("/_emulator/health/ready").WithPort("8014/tcp")))
	testcontainers.CleanupContainer(t, container)
	must(t, err)
	url, err := container.Endpoint(t.Context(), "http")
	must(t, err)
	return url
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// control sends a call of the control API and reads its answer.
func control(t *testing.T, method, url string, body object, answer any) {
	t.Helper()
	sent, err := json.Marshal(body)
	must(t, err)
	request, err := http.NewRequest(method, url, bytes.NewReader(sent))
	must(t, err)
	request.Header.Set("content-type", "application/json")
	response, err := http.DefaultClient.Do(request)
	must(t, err)
	defer response.Body.Close()
	must(t, json.NewDecoder(response.Body).Decode(answer))
}

func TestAThrottledCopySucceedsWhenItIsSentAgain(t *testing.T) {
	url := start(t)
	api := url + "/_emulator"
	var account struct {
		ID   string
		Keys []struct{ ID, Secret string }
	}
	control(t, "POST", api+"/accounts", object{"world": "default"}, &account)
	endpoint := strings.TrimPrefix(url, "http://")
	config := new(openapi.Config).SetEndpoint(endpoint).SetProtocol("http").SetRegionId("cn-chengdu")
	key := account.Keys[0]
	client, err := ecs.NewClient(config.SetAccessKeyId(key.ID).SetAccessKeySecret(key.Secret))
	must(t, err)
	control(t, "POST", api+"/faults", object{"kind": "error", "code": "Throttling.User", "action": "CopySnapshot",
		"account": account.ID, "times": 1}, &object{})

	request := new(ecs.CopySnapshotRequest).SetRegionId("cn-chengdu").
		SetSnapshotId("s-bp67acfmxazb4p000001").SetDestinationRegionId("us-east-1")
	_, err = client.CopySnapshot(request)
	var refused *tea.SDKError
	if !errors.As(err, &refused) || *refused.Code != "Throttling.User" {
		t.Fatal("not throttled:", err)
	}
	copied, err := client.CopySnapshot(request)
	must(t, err)

	control(t, "POST", api+"/clock/advance", object{"seconds": 600}, &object{})
	found, err := client.DescribeSnapshots(new(ecs.DescribeSnapshotsRequest).SetRegionId("us-east-1").
		SetSnapshotIds(`["` + *copied.Body.SnapshotId + `"]`))
	must(t, err)
	if status := *found.Body.Snapshots.Snapshot[0].Status; status != "accomplished" {
		t.Fatal("status", status)
	}
	var calls struct{ Count int }
	control(t, "GET", api+"/requests/count?action=CopySnapshot&account="+account.ID, nil, &calls)
	if calls.Count != 2 {
		t.Fatal("calls", calls.Count)
	}
}
