//! Comes in: an update of a PDF. Goes out: a new element at the end of its tag tree. Must not know:
//! what the element holds.

use lopdf::{Object, ObjectId};

use super::update::Update;

/// Is the top of a tag tree as this program writes it.
pub(super) struct Tags {
    tree: ObjectId,
    document: ObjectId,
    /// The key in the parent tree that is free.
    pub(super) key: i64,
}

impl Tags {
    /// Finds the tree; nothing where there is none that is built as ours are.
    pub(super) fn of(file: &mut Update) -> Option<Self> {
        Self::find(file).ok()
    }

    /// Finds the tree.
    ///
    /// # Errors
    /// Gives the reader's error where it is not built as ours are.
    pub(super) fn find(file: &mut Update) -> lopdf::Result<Self> {
        let root = file.root()?;
        let tree = file.edit(root)?.get(b"StructTreeRoot")?.as_reference()?;
        let top = file.edit(tree)?;
        let document = match top.get(b"K")? {
            Object::Array(kids) => kids.first().ok_or(lopdf::Error::ObjectNotFound(tree))?.as_reference()?,
            kid => kid.as_reference()?,
        };
        let key = top.get(b"ParentTreeNextKey")?.as_i64()?;
        top.get(b"ParentTree")?.as_dict()?.get(b"Nums")?.as_array()?;
        file.edit(document)?.get(b"K")?.as_array()?;
        Ok(Self { tree, document, key })
    }

    /// Gives the element that holds all others.
    pub(super) fn document(&self) -> ObjectId {
        self.document
    }

    /// Puts an element last; `parents` is what the parent tree has under the free key.
    pub(super) fn push(&self, file: &mut Update, element: ObjectId, parents: Object) -> lopdf::Result<()> {
        file.edit(self.document)?.get_mut(b"K")?.as_array_mut()?.push(element.into());
        let tree = file.edit(self.tree)?;
        tree.set("ParentTreeNextKey", self.key + 1);
        let nums = tree.get_mut(b"ParentTree")?.as_dict_mut()?.get_mut(b"Nums")?.as_array_mut()?;
        nums.extend([self.key.into(), parents]);
        Ok(())
    }

    /// Says what the names of elements mean, where the tree does not say so yet.
    pub(super) fn name(&self, file: &mut Update, roles: &lopdf::Dictionary) -> lopdf::Result<()> {
        let tree = file.edit(self.tree)?;
        if !tree.has(b"RoleMap") {
            tree.set("RoleMap", lopdf::Dictionary::new());
        }
        let own = tree.get_mut(b"RoleMap")?.as_dict_mut()?;
        for (name, role) in roles.iter().filter(|(name, _)| !own.has(name)).collect::<Vec<_>>() {
            own.set(name.clone(), role.clone());
        }
        Ok(())
    }
}
