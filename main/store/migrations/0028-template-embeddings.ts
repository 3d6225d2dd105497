/** A template may have embeddings by further models, so that the model can be changed without enrolling anybody. */
export const templateEmbeddings = `
-- as in templates, by the models that did not make the template; made from its photo
create table template_embeddings (
  template_id integer not null references templates (id) on delete cascade,
  person_id integer not null,
  model text not null,
  embedding blob not null,
  primary key (template_id, model)
) strict;
create index template_embeddings_by_model on template_embeddings (model, template_id);

create trigger template_embedding_added after insert on template_embeddings begin
  insert into template_changes (template_id, model, change) values (new.template_id, new.model, 'add');
end;
create trigger template_embedding_removed after delete on template_embeddings begin
  insert into template_changes (template_id, model, change) values (old.template_id, old.model, 'remove');
end;
create trigger template_embedding_changed after update of person_id, model, embedding on template_embeddings begin
  insert into template_changes (template_id, model, change) values (old.template_id, old.model, 'remove');
  insert into template_changes (template_id, model, change) values (new.template_id, new.model, 'add');
end;

drop trigger person_searched;
create trigger person_searched after update of searched on people when old.searched <> new.searched begin
  insert into template_changes (template_id, model, change)
    select id, model, iif(new.searched, 'add', 'remove') from templates where person_id = new.id order by id;
  insert into template_changes (template_id, model, change)
    select template_id, model, iif(new.searched, 'add', 'remove') from template_embeddings
    where person_id = new.id order by template_id;
end;
`
