package main

import (
	"clients/control"

	"github.com/oapi-codegen/nullable"
)

func resources(c *control.ClientWithResponses) {
	tags := []control.Tag{{Key: "env", Value: "test"}}
	snapshot := control.NewSnapshot{Id: to("s-mine"), Name: to("mine"), Account: "5", Region: "cn-beijing", Tags: &tags}
	made := typed("snapshotsCreate", must(c.SnapshotsCreateWithResponse(ctx, snapshot)).JSON200)
	step("s-mine has its tags", len(*made.Tags) == 1, made)
	listed("snapshotsList", must(c.SnapshotsListWithResponse(ctx, &control.SnapshotsListParams{Account: to("5")})).JSON200)
	typed("snapshotsGet", must(c.SnapshotsGetWithResponse(ctx, "5", "s-mine")).JSON200)
	unnamed := control.SnapshotChange{Name: nullable.NewNullNullable[string]()}
	changed := typed("snapshotsUpdate", must(c.SnapshotsUpdateWithResponse(ctx, "5", "s-mine", unnamed)).JSON200)
	step("null returns the name to its default", *changed.Name == "", changed)
	done("snapshotsDelete", must(c.SnapshotsDeleteWithResponse(ctx, "5", "s-mine")))

	disk := control.NewDisk{Id: to("d-mine"), Account: "5", Region: "cn-beijing", Size: to(20)}
	typed("disksCreate", must(c.DisksCreateWithResponse(ctx, disk)).JSON200)
	listed("disksList", must(c.DisksListWithResponse(ctx, &control.DisksListParams{Account: to("5")})).JSON200)
	typed("disksGet", must(c.DisksGetWithResponse(ctx, "5", "d-mine")).JSON200)
	expired := control.DiskChange{Expired: nullable.NewNullableWithValue(true)}
	typed("disksUpdate", must(c.DisksUpdateWithResponse(ctx, "5", "d-mine", expired)).JSON200)
	done("disksDelete", must(c.DisksDeleteWithResponse(ctx, "5", "d-mine")))

	image := control.NewImage{Id: to("m-mine"), Account: "5", Region: "cn-beijing"}
	typed("imagesCreate", must(c.ImagesCreateWithResponse(ctx, image)).JSON200)
	listed("imagesList", must(c.ImagesListWithResponse(ctx, &control.ImagesListParams{Account: to("5")})).JSON200)
	typed("imagesGet", must(c.ImagesGetWithResponse(ctx, "5", "m-mine")).JSON200)
	family := control.ImageChange{Family: nullable.NewNullableWithValue("mine")}
	typed("imagesUpdate", must(c.ImagesUpdateWithResponse(ctx, "5", "m-mine", family)).JSON200)
	done("imagesDelete", must(c.ImagesDeleteWithResponse(ctx, "5", "m-mine")))

	instance := control.NewInstance{Id: to("i-mine"), Account: "5", Region: "cn-beijing"}
	typed("instancesCreate", must(c.InstancesCreateWithResponse(ctx, instance)).JSON200)
	listed("instancesList", must(c.InstancesListWithResponse(ctx, &control.InstancesListParams{Account: to("5")})).JSON200)
	typed("instancesGet", must(c.InstancesGetWithResponse(ctx, "5", "i-mine")).JSON200)
	locked := control.InstanceChange{Locked: nullable.NewNullableWithValue(true)}
	typed("instancesUpdate", must(c.InstancesUpdateWithResponse(ctx, "5", "i-mine", locked)).JSON200)
	done("instancesDelete", must(c.InstancesDeleteWithResponse(ctx, "5", "i-mine")))
}
