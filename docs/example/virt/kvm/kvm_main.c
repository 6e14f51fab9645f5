// SPDX-License-Identifier: MIT
static long kvm_vm_ioctl(struct file *filp, unsigned int ioctl, unsigned long arg)
{
	struct kvm *kvm = filp->private_data;
	void __user *argp = (void __user *)arg;
	int r;

	switch (ioctl) {
	case KVM_RING_DOORBELL: {
		struct kvm_doorbell bell;

		r = -EFAULT;
		if (copy_from_user(&bell, argp, sizeof(bell)))
			break;
		r = kvm_ring_doorbell(kvm, &bell);
		break;
	}
	default:
		r = kvm_arch_vm_ioctl(filp, ioctl, arg);
	}
	return r;
}

static const struct file_operations kvm_vm_fops = {
	.unlocked_ioctl = kvm_vm_ioctl,
};
