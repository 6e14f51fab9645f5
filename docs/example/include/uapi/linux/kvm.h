/* SPDX-License-Identifier: MIT */
#ifndef __LINUX_KVM_H
#define __LINUX_KVM_H

#include <linux/types.h>
#include <linux/ioctl.h>
#include <asm/kvm.h>

#define KVMIO 0xAE

#define KVM_CAP_DOORBELL 1

#define KVM_DOORBELL_ONCE	(1 << 0)
#define KVM_DOORBELL_URGENT	(1 << 1)

struct kvm_doorbell {
	__u64 gpa;
	__u32 length;
	__u32 padding;
};

struct kvm_doorbell_list {
	__u32 nr;
	__u32 pad;
	struct kvm_doorbell entries[];
};

#define KVM_EXIT_UNKNOWN	0
#define KVM_EXIT_DOORBELL	1
#define KVM_EXIT_DOORBELL_LOST	2

struct kvm_run {
	__u32 exit_reason;
	__u32 padding;
	union {
		/* KVM_EXIT_DOORBELL */
		struct {
			__u64 gpa;
			__u64 length;
		} doorbell;
		/* No exit is larger. */
		char padding[256];
	};
};

#define KVM_RING_DOORBELL	_IOW(KVMIO, 0x01, struct kvm_doorbell)
#define KVM_GET_DOORBELLS	_IOWR(KVMIO, 0x02, struct kvm_doorbell_list)

#endif
