-- For the sizes of the segments of the segmentation that serves.
create index membership_model on membership (model_id, segment_id);
