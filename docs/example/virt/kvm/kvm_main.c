// SPDX-License-Identifier: MIT
static long kvm_vm_ioctl(struct file *file, unsigned int request, unsigned long argument)
{
	struct kvm *kvm = file->private_data;
	void __user *argp = (void __user *)argument;
	int r;

	switch (request) {
	case KVM_RING_DOORBELL: {
		struct kvm_doorbell bell;

		r = -EFAULT;
		if (copy_from_user(&bell, argp, sizeof(bell)))
			break;
		r = kvm_ring_doorbell(kvm, &bell);
		break;
	}
	default:
		r = kvm_arch_vm_ioctl(file, request, argument);
	}
	return r;
}

static const struct file_operations vm_operations = {
	.unlocked_ioctl = kvm_vm_ioctl,
};
