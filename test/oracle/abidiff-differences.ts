/** Types of real headers that one side says changed and the other does not, by the reason; every one was read. */

type Reasons = Readonly<Record<string, readonly string[]>>

export const differences: Readonly<Record<'ours' | 'theirs', Reasons>> = {
  ours: {
    // Sizes and offsets stay; a struct that holds one of these may change all the same.
    'abidiff does not look at alignments': [
      'nbd_reply',
      ...['vfio_region_info', 'vfio_region_sparse_mmap_area', 'vfio_region_info_cap_sparse_mmap'],
      ...['vfio_device_migration_info', 'vfio_region_info_cap_nvlink2_ssatgt'],
    ],
    'abidiff does not look at names of members': ['uvc_format_uncompressed', 'uvc_format_mjpeg'],
    'abidiff takes a sign inside of a union for harmless': ['ufs_bsg_reply'],
    'abidiff says it of the union around it': ['v4l2_meta_format'],
  },
  theirs: {
    'a spare member got a name, with its place and size': [
      ...['btrfs_ioctl_dev_info_args', 'ethtool_rxfh', 'fscrypt_get_policy_ex_arg', 'fuse_init_out', 'fuse_open_out'],
      ...['dsa_completion_record', 'iax_completion_record', 'io_uring_buf_reg', 'io_uring_sync_cancel_reg', 'statx'],
      ...['ptp_clock_caps', 'ptp_sys_offset_extended', 'ublksrv_ctrl_dev_info', 'ubi_attach_req', 'opal_key'],
      ...['ib_uverbs_query_port_resp_ex', 'v4l2_create_buffers', 'v4l2_subdev_crop', 'v4l2_subdev_format'],
      ...['v4l2_subdev_frame_interval', 'v4l2_subdev_frame_interval_enum', 'v4l2_subdev_frame_size_enum'],
      ...['v4l2_subdev_mbus_code_enum', 'v4l2_subdev_selection', 'vfio_device_ioeventfd'],
    ],
    'a member stands where a compiler put padding': [
      ...['xdp_umem_reg', 'bpf_map_info', 'rseq', 'vfio_iommu_type1_info', 'vfio_device_gfx_plane_info'],
      ...['kvm_sev_attestation_report', 'kvm_sev_cmd', 'kvm_sev_dbg', 'kvm_sev_launch_measure'],
      ...['kvm_sev_launch_secret', 'kvm_sev_launch_start', 'kvm_sev_launch_update_data', 'kvm_sev_receive_start'],
      ...['kvm_sev_receive_update_data', 'kvm_sev_send_start', 'kvm_sev_send_update_data'],
    ],
    'bits without a name are an array of the same size now': ['bpf_dynptr', 'bpf_timer'],
    'it grew at its end, and the kernel is told its size': [
      ...['drm_amdgpu_info_device', 'drm_syncobj_timeline_wait', 'drm_syncobj_wait', 'drm_v3d_submit_tfu'],
      ...['drm_virtgpu_execbuffer', 'vfio_device_info', 'perf_event_attr'],
    ],
    'a union in it got members that fit': ['kvm_run'],
    'what changed is another struct that it holds': [
      ...['opal_lock_unlock', 'opal_lr_act', 'opal_mbr_data', 'opal_mbr_done', 'opal_new_pw', 'opal_read_write_table'],
      ...['opal_shadow_mbr', 'opal_user_lr_setup', 'mei_connect_client_vtag'],
    ],
    'its tag went, and that is said': ['Elf32_Dyn'],
    'a typedef that another header defines now, with the same layout': ['uuid_le'],
    'a mark at the end of an enum has another name, or is a macro': ['bpf_link_type', 'mptcp_event_attr'],
  },
}
