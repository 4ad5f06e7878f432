package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	ecs "github.com/alibabacloud-go/ecs-20140526/v7/client"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/alibabacloud-go/tea/tea"
)

// callTea calls a method of ecs-20140526, which has a struct with tags for JSON for each request and answer. By default the client
// turns its errors into those of an older package; with "own-errors" it is told not to.
func callTea(request Request) (any, error) {
	client, err := teaClient(request)
	if err != nil {
		return nil, err
	}
	method := reflect.ValueOf(client).MethodByName(request.Action)
	if !method.IsValid() {
		return nil, Unsupported("there is no " + request.Action)
	}
	model := reflect.New(method.Type().In(0).Elem())
	params := json.NewDecoder(bytes.NewReader(request.Params))
	params.DisallowUnknownFields()
	if err := params.Decode(model.Interface()); err != nil {
		return nil, Unsupported(request.Action + ": " + err.Error())
	}
	results := method.Call([]reflect.Value{model})
	if err, ok := results[1].Interface().(error); ok {
		return nil, err
	}
	return results[0].Elem().FieldByName("Body").Interface(), nil
}

func teaClient(request Request) (*ecs.Client, error) {
	config := &openapi.Config{
		AccessKeyId:     &request.Key.ID,
		AccessKeySecret: &request.Key.Secret,
		SecurityToken:   &request.Key.Token,
		RegionId:        dara.String("cn-chengdu"),
		Endpoint:        &request.Endpoint,
		Protocol:        &request.Protocol,
	}
	if request.CA != "" {
		pem, err := os.ReadFile(request.CA)
		if err != nil {
			return nil, err
		}
		config.Ca = dara.String(string(pem))
	}
	if request.Retries != nil {
		config.RetryOptions = retryOptions(*request.Retries)
	}
	client, err := ecs.NewClient(config)
	if err == nil && len(os.Args) > 2 && os.Args[2] == "own-errors" {
		// The field of the same name in ecs.Client, which hides this one, is read by nobody.
		client.Client.DisableSDKError = dara.Bool(true)
	}
	return client, err
}

// retryOptions tries again for codes: a condition for the names of errors fits none, since the client gives its errors no names.
// The client sleeps a second for each millisecond of a delay, so that the delays here are 0 and at most 1.
func retryOptions(retries int) *dara.RetryOptions {
	return &dara.RetryOptions{Retryable: true, RetryCondition: []*dara.RetryCondition{{
		MaxAttempts: retries + 1,
		ErrorCode:   []string{"Throttling", "Throttling.User", "Throttling.Api", "ServiceUnavailable", "InternalError"},
		Backoff:     &dara.FixedBackoffPolicy{Period: 0},
		MaxDelay:    1,
	}}}
}

func reportTea(err error) Report {
	report := Report{Class: strings.TrimPrefix(fmt.Sprintf("%T", err), "*"), Message: err.Error()}
	if known, ok := err.(*tea.SDKError); ok {
		report.Code, report.Status, report.Message = known.Code, known.StatusCode, *known.Message
	}
	if known, ok := err.(dara.ResponseError); ok {
		report.Code, report.Status, report.RetryAfter = known.GetCode(), known.GetStatusCode(), known.GetRetryAfter()
	}
	return report
}
