using Lad.FactStore.Hosting;
using Lad.FactStore.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.FactStore.Safety;

/// <summary>The keys that sessions and forms are protected with.</summary>
internal static class ProtectionKeys
{
    /// <summary>Keeps them in the directory of the options, which only its owner may enter; or in the database.</summary>
    public static void Add(IServiceCollection services, FactStoreOptions options, FactStoreDatabase database)
    {
        IDataProtectionBuilder builder = services.AddDataProtection(protection => protection.ApplicationDiscriminator = "lad.factstore");
        if (options.KeyDirectory.Length == 0)
        {
            services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new StoredKeys(database));
            return;
        }
        builder.PersistKeysToFileSystem(Make(options.KeyDirectory));
    }

    private static DirectoryInfo Make(string path)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        try
        {
            if (OperatingSystem.IsWindows()) return Directory.CreateDirectory(path);
            DirectoryInfo directory = Directory.CreateDirectory(path, owner);
            if (directory.UnixFileMode != owner) directory.UnixFileMode = owner;
            return directory;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new FactStoreException($"cannot keep the keys of sessions in {path}: {refusal.Message}", refusal);
        }
    }
}
