/* SPDX-License-Identifier: MIT */
#ifndef __KVM_HOST_H
#define __KVM_HOST_H

struct kvm {
	unsigned long doorbells;
	bool vm_dead;
};

#endif
