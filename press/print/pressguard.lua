-- The guard of a run of LuaLaTeX: Lua reads and writes nothing outside of the document's folder.
--
--   lualatex --lua=pressguard.lua --no-shell-escape --no-socket NAME.tex
--
-- LuaTeX has --safer for it, under which luaotfload of TeX Live 2022 cannot load a font: it asks for
-- io.open and for the library debug.  This file runs before anything else, the format included, so
-- whatever takes io.open for itself takes this one.  Reading is allowed in the document's folder and
-- in TeX's own trees, writing in the document's folder (but for what steers latexmk) and in the cache
-- of fonts, and no program is started.  TeX's own \openin, \input and \openout obey openin_any and
-- openout_any, which latexmkrc sets to "p".

local open, lines, input, getenv = io.open, io.lines, io.input, os.getenv
local find, lower, match, sub = string.find, string.lower, string.match, string.sub
local link_mode, start = lfs.symlinkattributes, lfs.currentdir()
local var_value, find_file = kpse.var_value, kpse.find_file
local select, tostring, type, error, ipairs, pairs = select, tostring, type, error, ipairs, pairs

-- What TeX is asked for by name; the values are known as soon as kpathsea has started.
local READ = { "TEXMFDIST", "TEXMFMAIN", "TEXMFLOCAL", "TEXMFSYSVAR", "TEXMFSYSCONFIG", "TEXMFVAR",
  "TEXMFCONFIG", "TEXMFHOME", "TEXMFCACHE", "TEXMFROOT", "SELFAUTOPARENT" }
local WRITTEN = { "TEXMFCACHE", "TEXMFVAR", "TEXMFSYSVAR" }
local known = {}
-- luaotfload visits folders of TeX's trees when it lists their fonts; nothing is written from there.
local is_away = false

local function folders(names)
  if not known[names] then
    local found = {}
    for _, name in ipairs(names) do
      local value = var_value(name)
      for folder in string.gmatch(value or "", "[^:;{},!]+") do
        folder = string.gsub(folder, "/+$", "")
        if sub(folder, 1, 1) == "/" and #folder > 4 and folder ~= "/usr" then found[#found + 1] = folder end
      end
    end
    if #found == 0 then return found end  -- kpathsea has not started yet
    known[names] = found
  end
  return known[names]
end

local function is_below(path, names)
  for _, folder in ipairs(folders(names)) do
    if sub(path, 1, #folder + 1) == folder .. "/" or path == folder then return true end
  end
  -- Debian keeps parts of TeX's trees here, and links to them.
  return names == READ and (match(path, "^/usr/share/texmf/") or match(path, "^/usr/share/texlive/")) ~= nil
end

-- A path in the document's folder: relative, no part of it begins with a dot, none is a link elsewhere.
local function is_here(path)
  if find(path, "[%z\n|]") or sub(path, 1, 1) == "/" or sub(path, 1, 1) == "~" then return false end
  path = string.gsub(path, "^%./+", "")
  if find(path, "^%.") or find(path, "/%.") then return false end
  local part = ""
  for name in string.gmatch(path, "[^/]+") do
    part = part == "" and name or part .. "/" .. name
    if link_mode and link_mode(part, "mode") == "link" then return false end
  end
  return true
end

local function may_read(path)
  path = tostring(path)
  if find(path, "/%.%./") or find(path, "/%.%.$") then return false end
  return is_here(path) or is_below(path, READ)
end

local function may_write(path)
  path = tostring(path)
  if is_away and sub(path, 1, 1) ~= "/" then return false end
  if find(path, "/%.%./") or find(path, "/%.%.$") then return false end
  if is_below(path, WRITTEN) then return true end
  local name = lower(match(path, "[^/]*$"))
  return is_here(path) and not find(name, "latexmk") and not find(name, "%.lua$")
    and not find(name, "%.tex$") and not find(name, "%.sty$") and not find(name, "%.cls$")
end

local function refuse(path)
  return nil, "pressguard: " .. tostring(path) .. " is outside of the document's folder"
end

local function guarded(original, allowed)
  return function(path, ...)
    if not allowed(path) then return refuse(path) end
    return original(path, ...)
  end
end

io.open = function(path, mode, ...)
  local allowed = (mode == nil or mode == "r" or mode == "rb") and may_read or may_write
  if not allowed(path) then return refuse(path) end
  return open(path, mode, ...)
end
io.lines = function(path, ...)
  if path ~= nil and not may_read(path) then error(select(2, refuse(path)), 2) end
  return lines(path, ...)
end
io.input = function(file)
  if type(file) == "string" and not may_read(file) then error(select(2, refuse(file)), 2) end
  return input(file)
end
local function nothing() return nil, "pressguard: no other program and no other file" end
io.output, io.popen, io.tmpfile = nothing, nothing, nothing
os.execute, os.exec, os.spawn, os.setenv, os.kpsepopen = nothing, nothing, nothing, nothing, nothing
os.tmpdir, os.tmpname, os.env = nothing, nothing, {}
os.remove = guarded(os.remove, may_write)
do
  local rename = os.rename
  os.rename = function(old, new)
    if not (may_write(old) and may_write(new)) then return refuse(new) end
    return rename(old, new)
  end
end
-- The environment of a build may hold secrets.
local TOLD = { HOME = true, PATH = true, HOSTTYPE = true, SOURCE_DATE_EPOCH = true, FORCE_SOURCE_DATE = true,
  progname = true, engine = true, VARTEXMF = true, command_line_encoding = true }
local function is_told(name)
  return TOLD[name] or match(name, "^TEX") ~= nil or match(name, "^SELFAUTO") ~= nil
    or match(name, "^LUA") ~= nil or match(name, "FONTS?$") ~= nil or match(name, "^OSFONT") ~= nil
end
os.getenv = function(name)
  return is_told(tostring(name)) and getenv(name) or nil
end

for _, name in ipairs { "dir", "attributes", "symlinkattributes", "isdir", "isfile", "readlink", "shortname" } do
  if lfs[name] then lfs[name] = guarded(lfs[name], function(path)
    return path == "." or path == "" or may_read(path) or is_below(tostring(path), WRITTEN)
  end) end
end
for _, name in ipairs { "mkdir", "rmdir", "touch", "mkdirp" } do
  if lfs[name] then lfs[name] = guarded(lfs[name], may_write) end
end
do
  local chdir = lfs.chdir
  lfs.chdir = function(path)
    local is_back = path == start
    if not is_back and (find(path, "..", 1, true) or not is_below(path, READ)) then return refuse(path) end
    local done, said = chdir(path)
    if done then is_away = not is_back end
    return done, said
  end
end
lfs.link, lfs.lock, lfs.lock_dir, lfs.unlock, lfs.setmode = nothing, nothing, nothing, nothing, nothing

loadfile = guarded(loadfile, may_read)
do
  local loaded = loadfile
  dofile = function(path, ...)
    local chunk, said = loaded(path)
    if not chunk then error(said, 2) end
    return chunk(...)
  end
end

-- No library of machine code, and no way around what is above.
package.loadlib, package.cpath = nil, ""
if package.searchers then package.searchers[3], package.searchers[4] = nil, nil end
if debug then
  for name in pairs(debug) do
    if name ~= "getinfo" and name ~= "traceback" then debug[name] = nil end
  end
  package.loaded.debug = debug
end
mplib, zip, gzip, socket, mime = nil, nil, nil, nil, nil
for _, name in ipairs { "mplib", "zip", "gzip", "socket", "mime" } do package.loaded[name] = nil end
if pdfe then pdfe.open = guarded(pdfe.open, may_read) end
if fontloader then
  fontloader.open = guarded(fontloader.open, may_read)
  fontloader.info = guarded(fontloader.info, may_read)
end
if kpse then
  -- These tell of the environment.
  local expand = { "expand_var", "expand_braces", "expand_path", "var_value" }
  for _, name in ipairs(expand) do
    local original = kpse[name]
    if original then
      kpse[name] = function(text)
        local asked = name == "var_value" and "$" .. text or text
        for variable in string.gmatch(asked, "%$%{?([%w_]+)") do
          if not is_told(variable) then return nil end
        end
        return original(text)
      end
    end
  end
end

-- Files that TeX takes in whole, and pictures: the same folders.
local register = callback.register
local LOCKED = { find_data_file = true, find_image_file = true, find_write_file = true, find_output_file = true }
register("find_data_file", function(name)
  local found = find_file(name, "graphic/figure") or name
  return may_read(found) and found or nil
end)
register("find_image_file", function(name)
  local found = find_file(name, "graphic/figure") or name
  return may_read(found) and found or nil
end)
register("find_write_file", function(_, name)
  local plain = lower(match(name, "[^/]*$"))
  return is_here(name) and not find(plain, "latexmk") and not find(plain, "%.lua$") and name or nil
end)
callback.register = function(name, f)
  if LOCKED[name] then return nil, "pressguard: " .. name .. " is locked" end
  return register(name, f)
end
