namespace Lad.FactStore.Pages.Shared;

/// <summary>The part of the site that a page belongs to.</summary>
public enum Section
{
    /// <summary>None of those in the navigation.</summary>
    None,

    /// <summary>What is unusual now.</summary>
    Groups,

    /// <summary>What comes in.</summary>
    Live,

    /// <summary>Models and maps.</summary>
    Models,

    /// <summary>How the parts are.</summary>
    Status,

    /// <summary>Who did what.</summary>
    Audit,
}
