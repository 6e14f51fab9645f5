// SPDX-License-Identifier: MIT
int kvm_arch_vm_ioctl(struct file *filp, unsigned int ioctl, unsigned long arg)
{
	struct kvm *kvm = filp->private_data;
	struct kvm_doorbell_list list;

	switch (ioctl) {
	case KVM_GET_DOORBELLS:
		if (copy_from_user(&list, (void __user *)arg, sizeof(list)))
			return -EFAULT;
		return kvm_list_doorbells(kvm, &list, (void __user *)arg);
	default:
		return -ENOTTY;
	}
}
